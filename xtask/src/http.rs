//! As much of HTTP/1.1 as it takes to measure our own server on loopback.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer of the server.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header lines, as they came.
    pub head: String,
    /// The body as sent, that is: still compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header; the first one, where there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Sends one request on a connection of its own. `headers` are whole lines without line ends.
pub fn request(port: u16, method: &str, path: &str, headers: &[&str], body: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).context("the server does not answer")?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if method == "POST" {
        text.push_str(&format!(
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        ));
    }
    stream.write_all(format!("{text}\r\n{body}").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).with_context(|| format!("{method} {path}"))
}

fn parse(bytes: &[u8]) -> Result<Answer> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        bail!("no head in the answer");
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status =
        head.split_whitespace().nth(1).and_then(|word| word.parse().ok()).context("no status in the answer")?;
    let mut answer = Answer { status, head, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
        answer.body = join_chunks(&answer.body)?;
    }
    Ok(answer)
}

/// Takes the lengths out of a chunked body.
fn join_chunks(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n").context("a chunk without a length")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end])?.trim(), 16)?;
        if length == 0 {
            return Ok(joined);
        }
        let from = end + 2;
        joined.extend_from_slice(rest.get(from..from + length).context("a chunk broke off")?);
        rest = rest.get(from + length + 2..).context("a chunk broke off")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_answer_is_joined_and_a_broken_one_refused() {
        let whole =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";
        let answer = parse(whole).unwrap();
        assert_eq!(
            (answer.status, answer.header("x-a"), answer.body.as_slice()),
            (200, Some("b"), &b"abc0123456789"[..])
        );
        for cut in 1..whole.len() - 7 {
            assert!(parse(&whole[..cut]).is_err() || parse(&whole[..cut]).unwrap().body.len() < 13, "cut at {cut}");
        }
    }
}
