//! Forms with files, as browsers send them.

use axum::body::Body;
use axum::http::{Request, header};

const MARK: &str = "----effen-test";

/// A form with files from one of our own pages; `cookie` is who sends it.
pub fn with_files(cookie: &str, path: &str, fields: &[(&str, &str)], files: &[(&str, Vec<u8>)]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!("--{MARK}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{MARK}--\r\n").as_bytes());
    Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "nl")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={MARK}"))
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .expect("a valid path")
}

/// A small picture.
pub fn photo() -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(16, 8).write_to(&mut out, image::ImageFormat::Jpeg).expect("memory takes it");
    out.into_inner()
}
