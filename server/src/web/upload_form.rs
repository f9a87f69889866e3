//! A form with files, read as it streams in: texts are kept, of each file no more than its limit, the rest is read and
//! thrown away, so that a file that is too large never costs what was typed. The same form without files (given back
//! after a new sign-in, or sent by a test) is read as well.

use crate::app::App;
use crate::upload::{self, Accepted, FORM_BYTES_MAX, Incoming, Refusal, UPLOAD_BYTES_MAX, UPLOADS_MAX, clean_name};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use effen::kinds::Lang;
use effen_app::parts::files::{FileLimits, FileWrong};

/// All texts of a form together, in bytes.
const TEXT_BYTES_MAX: usize = super::BODY_BYTES_MAX;

/// What may be sent, as pages say it.
pub const LIMITS: FileLimits = FileLimits { count: UPLOADS_MAX, megabytes: UPLOAD_BYTES_MAX / (1024 * 1024) };

/// What came in.
#[derive(Debug, Default)]
pub struct UploadForm {
    /// Names and values, in the order of the form.
    pub fields: Vec<(String, String)>,
    /// Files that were chosen.
    pub files: Vec<Incoming>,
    /// Did it break off before its end (more than [`FORM_BYTES_MAX`], or a lost connection)?
    pub cut: bool,
}

/// The layer for routes that take such forms.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(FORM_BYTES_MAX)
}

/// Is this a form with files?
pub fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

impl UploadForm {
    /// The value of a field, or ''.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

impl FromRequest<App> for UploadForm {
    type Rejection = Response;
    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        if !is_multipart(&request) {
            // Without files it is no larger than any other form.
            let body = axum::body::to_bytes(request.into_body(), TEXT_BYTES_MAX).await;
            let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
            let fields = form_urlencoded::parse(&body).into_owned().collect();
            return Ok(Self { fields, ..Self::default() });
        }
        let multipart = Multipart::from_request(request, app).await.map_err(|error| error.into_response())?;
        Ok(read(multipart).await)
    }
}

async fn read(mut multipart: Multipart) -> UploadForm {
    let (mut form, mut text_bytes) = (UploadForm::default(), 0);
    loop {
        match multipart.next_field().await {
            Ok(None) => return form,
            Ok(Some(field)) => {
                if read_field(&mut form, &mut text_bytes, field).await.is_none() {
                    form.cut = true;
                    return form;
                }
            }
            Err(error) => {
                tracing::info!(%error, "a form with files broke off");
                form.cut = true;
                return form;
            }
        }
    }
}

/// Reads one field. `None`: it broke off, or its texts are larger than any form of ours.
async fn read_field(form: &mut UploadForm, text_bytes: &mut usize, mut field: Field<'_>) -> Option<()> {
    let name = field.name().unwrap_or_default().to_owned();
    let Some(file_name) = field.file_name().map(clean_name) else {
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.ok()? {
            *text_bytes += chunk.len();
            if *text_bytes > TEXT_BYTES_MAX {
                return None;
            }
            bytes.extend_from_slice(&chunk);
        }
        // Browsers send line ends as CR LF; the same text without files comes so as well.
        form.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        return Some(());
    };
    let mut file = Incoming { name: file_name, bytes: Vec::new(), too_large: false };
    let keep = form.files.len() <= UPLOADS_MAX;
    while let Some(chunk) = field.chunk().await.ok()? {
        if file.bytes.len() + chunk.len() > UPLOAD_BYTES_MAX {
            file.too_large = true;
        }
        if keep && !file.too_large {
            file.bytes.extend_from_slice(&chunk);
        }
    }
    // A field for files that was left empty comes as a file without a name and content.
    if file.too_large || !file.bytes.is_empty() {
        form.files.push(file);
    }
    Some(())
}

/// Files made safe, or the sentence that says why not.
pub async fn accept(files: Vec<Incoming>, cut: bool, lang: Lang) -> Result<Vec<Accepted>, String> {
    if cut {
        return Err(FileWrong::Large.words("", LIMITS, lang).trim_start().to_owned());
    }
    upload::accept(files).await.map_err(|(name, refusal)| {
        let wrong = match refusal {
            Refusal::TooLarge => FileWrong::Large,
            Refusal::TooMany => FileWrong::Many,
            Refusal::Kind => FileWrong::Kind,
            Refusal::Broken => FileWrong::Broken,
            Refusal::TooManyPixels => FileWrong::Pixels,
        };
        wrong.words(&name, LIMITS, lang)
    })
}

/// What makes one submit differ from another: the files by their content.
pub fn fingerprint(files: &[Accepted]) -> String {
    files.iter().map(|file| upload::content_hash(&file.bytes)).collect()
}
