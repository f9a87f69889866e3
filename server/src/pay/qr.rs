//! The payment code of a transfer (EPC069-12), as an image.

use super::port::TransferDetails;
use base64::Engine as _;
use effen::money::Money;
use effen::qr::{QrPayment, Remittance, payload};
use effen::reference::{Iban, check_rf};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// An IBAN in groups of four; as it came where it is none.
pub fn grouped(iban: &str) -> String {
    iban.parse::<Iban>().map_or_else(|_| iban.to_owned(), |iban| iban.grouped())
}

/// The code as an SVG in a data address; `None` where the standard has no code for it (another currency than the euro,
/// or an account that is no IBAN).
pub fn image(transfer: &TransferDetails, amount: Money) -> Option<String> {
    let iban: Iban = transfer.iban.parse().ok()?;
    // A structured field holds a creditor reference and nothing else; what is written differently goes as text.
    let remittance = match check_rf(&transfer.reference) {
        Ok(_) => Remittance::Structured(transfer.reference.replace([' ', '-'], "")),
        Err(_) => Remittance::Text(transfer.reference.clone()),
    };
    let payment = QrPayment {
        bic: Some(transfer.bic.clone()).filter(|bic| !bic.is_empty()),
        name: transfer.name.clone(),
        iban,
        amount: amount.as_euro()?,
        purpose: None,
        remittance,
    };
    let text = payload(&payment).map_err(|error| tracing::warn!(%error, "no payment code")).ok()?;
    let image = draw(text.as_bytes()).ok()?;
    Some(format!("data:image/svg+xml;base64,{}", base64::engine::general_purpose::STANDARD.encode(image)))
}

/// A payload as an SVG image: error level M, as the standard asks.
///
/// # Errors
/// More than a code can hold.
pub fn draw(payload: &[u8]) -> Result<String, qrcode::types::QrError> {
    let code = QrCode::with_error_correction_level(payload, EcLevel::M)?;
    // Black on white whatever the scheme: scanners expect it, with the quiet zone around it.
    Ok(code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(iban: &str, reference: &str) -> TransferDetails {
        TransferDetails {
            name: "Stichting Testbank Effen".into(),
            iban: iban.into(),
            bic: "TESTNL2A".into(),
            reference: reference.into(),
        }
    }

    #[test]
    fn a_code_is_made_for_euros_to_an_iban_and_for_nothing_else() {
        let good = details("NL91ABNA0417164300", "RF18539007547034");
        let made = image(&good, Money::euro(8_420)).unwrap();
        assert!(made.starts_with("data:image/svg+xml;base64,"));
        assert_ne!(made, image(&good, Money::euro(8_421)).unwrap(), "the amount is in it");
        assert!(image(&details("NL91ABNA0417164300", "RF12-3456-7890-1234"), Money::euro(1)).is_some());
        assert_eq!(image(&details("1234", "RF18539007547034"), Money::euro(1)), None);
        assert_eq!(image(&good, Money { cents: 1, currency: "USD".parse().unwrap() }), None);
    }
}
