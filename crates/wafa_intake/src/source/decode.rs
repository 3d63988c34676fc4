//! Bytes of any encoding in, UTF-8 out, a piece at a time.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

const INPUT: usize = 64 * 1024;

/// Reads a file in its encoding and hands it out as UTF-8; what cannot be decoded comes out as U+FFFD.
pub(crate) struct Decoding<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    from: usize,
    to: usize,
    at_end: bool,
    finished: bool,
    /// Decoded text nobody has taken yet.
    ready: Vec<u8>,
    taken: usize,
    filled: usize,
}

impl<R: Read> Decoding<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; INPUT],
            from: 0,
            to: 0,
            at_end: false,
            finished: false,
            ready: vec![0; INPUT],
            taken: 0,
            filled: 0,
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.filled {
            self.taken = 0;
            self.filled = self.decode()?;
        }
        let waiting = self.ready.get(self.taken..self.filled).unwrap_or_default();
        let count = waiting.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

impl<R: Read> Decoding<R> {
    /// Decodes the next piece; 0 at the end.
    fn decode(&mut self) -> io::Result<usize> {
        while !self.finished {
            if self.from == self.to && !self.at_end {
                self.from = 0;
                self.to = self.inner.read(&mut self.input)?;
                self.at_end = self.to == 0;
            }
            let waiting = self.input.get(self.from..self.to).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(waiting, &mut self.ready, self.at_end);
            self.from += read;
            self.finished = self.at_end && matches!(result, CoderResult::InputEmpty);
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
