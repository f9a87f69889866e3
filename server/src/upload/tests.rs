//! What is taken, what is refused, and what is left of a picture.

use super::*;
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

fn file(name: &str, bytes: Vec<u8>) -> Incoming {
    Incoming { name: name.to_owned(), bytes, too_large: false }
}

/// A picture of so many points, wider than high, its left half dark.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let drawn = image::RgbImage::from_fn(width, height, |x, _| if x < width / 2 { [0; 3] } else { [255; 3] }.into());
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(drawn).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// The same JPEG with a block of camera data: turned a quarter, and the place where it was taken.
fn with_camera_data(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    // Orientation (0x0112), a short: 6, a quarter turn to the right.
    exif.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    // Image description (0x010e), text within the four bytes.
    exif.extend_from_slice(&[0x01, 0x0e, 0, 2, 0, 0, 0, 4, b'G', b'P', b'S', 0]);
    exif.extend_from_slice(&[0, 0, 0, 0]);
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(&[0xff, 0xe1]);
    out.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn a_photograph_is_drawn_anew_upright_and_without_what_the_camera_wrote() {
    let photo = with_camera_data(&picture(64, 32, ImageFormat::Jpeg));
    assert!(contains(&photo, b"GPS") && contains(&photo, b"Exif"));
    let kept = accept(vec![file("bon.jpg", photo)]).await.unwrap().remove(0);
    assert_eq!(kept.media_type, "image/jpeg");
    assert!(!contains(&kept.bytes, b"GPS") && !contains(&kept.bytes, b"Exif"));
    let seen = image::load_from_memory(&kept.bytes).unwrap().to_rgb8();
    assert_eq!(seen.dimensions(), (32, 64), "turned as the camera said");
    assert!(seen.get_pixel(16, 5).0[0] < 40 && seen.get_pixel(16, 60).0[0] > 215, "the left half is on top");
}

#[tokio::test]
async fn what_a_file_is_its_content_says_not_its_name() {
    let png = accept(vec![file("bon.pdf", picture(8, 8, ImageFormat::Png))]).await.unwrap();
    assert_eq!(png[0].media_type, "image/png");
    let webp = accept(vec![file("bon", picture(8, 8, ImageFormat::WebP))]).await.unwrap();
    assert_eq!(webp[0].media_type, "image/jpeg");
    let pdf = accept(vec![file("bon.jpg", b"%PDF-1.7\n".to_vec())]).await.unwrap();
    assert_eq!((pdf[0].media_type, pdf[0].bytes.len()), ("application/pdf", 9));
    assert_eq!(pdf[0].preview, None, "a PDF is not drawn");
    let refused = [
        ("foto.jpg", b"MZ\x90\0\x03\0\0\0".to_vec(), Refusal::Kind),
        ("foto.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec(), Refusal::Kind),
        ("foto.gif", b"GIF89a\x01\0\x01\0".to_vec(), Refusal::Kind),
        ("leeg.jpg", Vec::new(), Refusal::Kind),
        ("half.png", picture(64, 64, ImageFormat::Png)[..60].to_vec(), Refusal::Broken),
    ];
    for (name, bytes, why) in refused {
        assert_eq!(accept(vec![file(name, bytes)]).await, Err((name.to_owned(), why)));
    }
}

#[tokio::test]
async fn size_number_and_points_have_limits() {
    let large = Incoming { name: "groot.jpg".into(), bytes: Vec::new(), too_large: true };
    assert_eq!(accept(vec![large]).await, Err(("groot.jpg".into(), Refusal::TooLarge)));
    let pdf = || file("bon.pdf", b"%PDF-1.7".to_vec());
    let six = (0..=UPLOADS_MAX).map(|_| pdf()).collect();
    assert_eq!(accept(six).await, Err(("bon.pdf".into(), Refusal::TooMany)));
    // The head of a PNG that says it is 60,000 points on each side; its content is never reached.
    let mut bomb = picture(8, 8, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let why = accept(vec![file("bom.png", bomb)]).await.unwrap_err().1;
    assert!(matches!(why, Refusal::TooManyPixels | Refusal::Broken), "{why:?}");
    let wide = accept(vec![file("breed.jpg", picture(3_200, 16, ImageFormat::Jpeg))]).await.unwrap();
    assert_eq!(image::load_from_memory(&wide[0].bytes).unwrap().width(), 3_000);
    let small = wide[0].preview.as_deref().unwrap();
    assert_eq!(image::load_from_memory(small).unwrap().width(), 320, "and small for a list");
}

#[test]
fn a_name_keeps_no_folder_and_nothing_that_breaks_a_header() {
    assert_eq!(clean_name("C:\\fotos\\bon.jpg"), "bon.jpg");
    assert_eq!(clean_name("../../etc/passwd"), "passwd");
    assert_eq!(clean_name("bon\r\nSet-Cookie: x=\"1\".jpg"), "bonSet-Cookie: x=1.jpg");
    assert_eq!(clean_name("..."), "bestand");
    assert_eq!(clean_name(&"a".repeat(500)).len(), 80);
}
