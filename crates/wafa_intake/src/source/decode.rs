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
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The decoder wants room for at least one character.
        if out.len() < 4 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the buffer is too small to decode into"));
        }
        while !self.finished {
            if self.from == self.to && !self.at_end {
                self.from = 0;
                self.to = self.inner.read(&mut self.input)?;
                self.at_end = self.to == 0;
            }
            let waiting = self.input.get(self.from..self.to).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(waiting, out, self.at_end);
            self.from += read;
            self.finished = self.at_end && matches!(result, CoderResult::InputEmpty);
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
