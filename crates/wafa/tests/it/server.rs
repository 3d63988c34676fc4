//! The running program and the few words of HTTP it takes to talk to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }
    /// The code of a refusal.
    pub fn code(&self) -> String {
        assert!(self.head.contains("application/problem+json"), "{self:?}");
        self.json()["code"].as_str().unwrap().to_owned()
    }
    pub fn session(&self) -> String {
        let line = self.head.lines().find_map(|line| line.split_once("wafa_session=")).unwrap().1;
        format!("wafa_session={}", line.split(';').next().unwrap())
    }
}

/// `wafa serve`, ended with the test.
pub struct Server {
    child: Child,
    at: String,
    /// Path of the page that makes the owner, before there is one.
    pub first_run: Option<String>,
}

impl Server {
    /// Starts a command that becomes the server, and waits until it says where it is.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut at, mut first_run) = (None, None);
        for line in lines.by_ref() {
            let line = line.unwrap();
            let Some((_, rest)) = line.split_once("http://") else { continue };
            match rest.split_once('/') {
                Some((_, path)) if !path.is_empty() => first_run = Some(format!("/{path}")),
                _ => at = Some(rest.trim_end_matches('/').to_owned()),
            }
            if line.contains("ready") {
                break;
            }
        }
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, at: at.unwrap_or_else(|| panic!("the server did not say where it is")), first_run }
    }
    pub fn id(&self) -> u32 {
        self.child.id()
    }
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.at);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = if head.contains("chunked") { unchunk(body) } else { body.to_owned() };
        Answer { status, head: head.to_owned(), body }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unchunk(mut rest: &str) -> String {
    let mut whole = String::new();
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.push_str(&after[..size]);
        rest = &after[size + 2..];
    }
    whole
}
