//! The few words of HTTP/1.1 the crash loop needs: one request, one answer, one connection each.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body, with its transfer encoding removed.
    pub body: String,
}

/// Sends one request to `http://HOST:PORT` and reads the answer to its end.
pub fn send(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> anyhow::Result<Answer> {
    let host = address.strip_prefix("http://").context("address without http://")?;
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&String::from_utf8_lossy(&answer))
}

fn parse(answer: &str) -> anyhow::Result<Answer> {
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { bail!("an answer without a head: cut off") };
    let status =
        head.split_whitespace().nth(1).and_then(|code| code.parse().ok()).context("an answer without a status")?;
    let lower = head.to_ascii_lowercase();
    let length =
        lower.lines().find_map(|line| line.strip_prefix("content-length:")).and_then(|text| text.trim().parse().ok());
    let body = if lower.contains("transfer-encoding: chunked") {
        unchunk(body).context("a chunked answer was cut off")?
    } else {
        body.to_owned()
    };
    if length.is_some_and(|length: usize| body.len() < length) {
        bail!("the answer was cut off");
    }
    Ok(Answer { status, body })
}

fn unchunk(mut rest: &str) -> Option<String> {
    let mut whole = String::new();
    loop {
        let (size, after) = rest.split_once("\r\n")?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        whole.push_str(after.get(..size)?);
        rest = after.get(size + 2..)?;
    }
}
