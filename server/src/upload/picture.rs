//! Drawing a picture anew.

use super::Refusal;
use image::{DynamicImage, GenericImageView as _, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The most points of a picture: telephones make 50 million.
const PIXELS_MAX: u64 = 60_000_000;
/// The most memory for drawing one, in bytes.
const DRAW_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// The longest side that is kept, in points: print on A4 stays readable.
const SIDE_MAX: u32 = 3_000;
/// The quality of JPEG, out of 100.
const QUALITY: u8 = 85;

/// The longest side of a preview, in points: twice what a list shows of it.
const PREVIEW_SIDE: u32 = 320;
/// Its quality.
const PREVIEW_QUALITY: u8 = 70;

/// A picture, drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The picture.
    pub bytes: Vec<u8>,
    /// What it is.
    pub media_type: &'static str,
    /// A small JPEG of it.
    pub preview: Vec<u8>,
}

/// Reads a JPEG, PNG or WebP and writes its pixels, turned as the camera said, into a new file without anything else.
/// Photographs become JPEG; PNG and what is partly transparent become PNG.
pub fn redraw(bytes: &[u8]) -> Result<Drawn, Refusal> {
    let format = image::guess_format(bytes).map_err(|_| Refusal::Kind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(Refusal::Kind);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DRAW_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Refusal::Broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refusal::TooManyPixels);
    }
    // Without one, the picture stands as it lies.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::Broken)?;
    if width.max(height) > SIDE_MAX {
        picture = picture.resize(SIDE_MAX, SIDE_MAX, image::imageops::FilterType::Triangle);
    }
    picture.apply_orientation(orientation);
    let (bytes, media_type) = write(&picture, format)?;
    Ok(Drawn { bytes, media_type, preview: preview(&picture)? })
}

/// What is transparent is white in it.
fn preview(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let small = if picture.width().max(picture.height()) > PREVIEW_SIDE {
        picture.thumbnail(PREVIEW_SIDE, PREVIEW_SIDE)
    } else {
        picture.clone()
    };
    let mut paper = image::RgbaImage::from_pixel(small.width(), small.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut paper, &small.to_rgba8(), 0, 0);
    let mut out = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, PREVIEW_QUALITY);
    DynamicImage::ImageRgba8(paper).to_rgb8().write_with_encoder(encoder).map_err(|_| Refusal::Broken)?;
    Ok(out.into_inner())
}

fn write(picture: &DynamicImage, from: ImageFormat) -> Result<(Vec<u8>, &'static str), Refusal> {
    debug_assert!(picture.dimensions().0 <= SIDE_MAX);
    let mut out = Cursor::new(Vec::new());
    if from == ImageFormat::Png || picture.color().has_alpha() {
        picture.to_rgba8().write_to(&mut out, ImageFormat::Png).map_err(|_| Refusal::Broken)?;
        return Ok((out.into_inner(), "image/png"));
    }
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY);
    picture.to_rgb8().write_with_encoder(encoder).map_err(|_| Refusal::Broken)?;
    Ok((out.into_inner(), "image/jpeg"))
}
