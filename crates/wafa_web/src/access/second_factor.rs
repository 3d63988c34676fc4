//! The second factor: time-based one-time codes (RFC 6238), six digits, 30 seconds, one step of tolerance.

use qrcode::QrCode;
use qrcode::render::svg;
use rand::RngCore;
use totp_rs::{Builder, Secret, Totp};
use wafa_kernel::Moment;

use super::{Error, Result};

/// A new secret as base32, the form authenticator apps take.
#[must_use]
pub fn fresh_secret() -> String {
    let mut bytes = vec![0u8; 20];
    rand::rng().fill_bytes(&mut bytes);
    Secret::new(bytes.into_boxed_slice()).to_base32()
}

fn totp(secret: &str, email: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(|_| Error::WrongCode)?;
    Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_account_name(email.replace(':', ""))
        .with_issuer(Some("Wafa"))
        .build()
        .map_err(Error::SecondFactor)
}

/// What the QR code says: `otpauth://…`.
///
/// # Errors
/// When the secret is not one.
pub fn url(secret: &str, email: &str) -> Result<String> {
    totp(secret, email)?.to_url().map_err(Error::SecondFactor)
}

/// The QR code as a `data:` address for an image.
///
/// # Errors
/// When the secret is not one.
pub fn qr_image(secret: &str, email: &str) -> Result<String> {
    use base64::Engine as _;
    let url = url(secret, email)?;
    let code = QrCode::new(url.as_bytes()).map_err(|_| Error::WrongCode)?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(220, 220).quiet_zone(true).build();
    Ok(format!("data:image/svg+xml;base64,{}", base64::engine::general_purpose::STANDARD.encode(image)))
}

/// The step of a right code that is newer than the last one used; digits of any script are understood.
///
/// # Errors
/// [`Error::WrongCode`] when it is wrong, too old, or was used before.
pub fn check(secret: &str, email: &str, code: &str, last_step: i64, now: Moment) -> Result<i64> {
    let digits: String = wafa_text::fold::digits(code).chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.ms() / 1000).unwrap_or_default();
    let step = totp(secret, email)?.check(&digits, seconds).ok_or(Error::WrongCode)?;
    let step = i64::try_from(step).map_err(|_| Error::WrongCode)?;
    if step > last_step { Ok(step) } else { Err(Error::WrongCode) }
}

/// The code of a moment, for tests of our own doors.
///
/// # Errors
/// When the secret is not one.
pub fn code_at(secret: &str, email: &str, now: Moment) -> Result<String> {
    let seconds = u64::try_from(now.ms() / 1000).unwrap_or_default();
    Ok(totp(secret, email)?.generate(seconds).to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_works_once_in_any_digits() {
        let (secret, now) = (fresh_secret(), Moment::from_ms(1_790_000_000_000));
        let code = code_at(&secret, "a@b.c", now).unwrap();
        let persian: String = code.chars().map(|d| char::from_u32(u32::from(d) - 48 + 0x6F0).unwrap()).collect();
        let step = check(&secret, "a@b.c", &persian, 0, now).unwrap();
        assert!(check(&secret, "a@b.c", &code, step, now).is_err(), "replayed");
        assert!(check(&secret, "a@b.c", &code, 0, now.plus_ms(120_000)).is_err(), "old");
        assert!(check(&secret, "a@b.c", "", 0, now).is_err());
    }

    #[test]
    fn the_picture_is_an_image_of_the_address() {
        let secret = fresh_secret();
        assert!(url(&secret, "a@b.c").unwrap().starts_with("otpauth://totp/"));
        assert!(qr_image(&secret, "a@b.c").unwrap().starts_with("data:image/svg+xml;base64,"));
    }
}
