//! A server of this machine for the tests of fetching, here and of the command: it answers by path, and remembers what it was asked.

#![allow(dead_code, reason = "of two tests each uses its part")]

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// It lives as long as the test's process.
pub struct Server {
    /// Its address, without a path.
    pub root: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` is told the server's own address, the path and the request's headers in small letters.
    pub fn new(answer: impl Fn(&str, &str, &str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, own) = (asked.clone(), root.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
                let Some(path) = lines.first().and_then(|l| l.split(' ').nth(1)) else { continue };
                log.lock().unwrap().push(path.to_owned());
                let _ = stream.write_all(&answer(&own, path, &lines.join("\n").to_ascii_lowercase()));
            }
        });
        Self { root, asked }
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Every path that was asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// What was asked since this was called last, rules apart.
    pub fn asked_anew(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap()).into_iter().filter(|p| p != "/robots.txt").collect()
    }
}

/// An answer as it goes over the line.
pub fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut all = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n", body.len()).into_bytes();
    all.extend_from_slice(body);
    all
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}
