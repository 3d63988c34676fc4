//! Encrypted connections: what `sslmode` and `sslrootcert` of the address ask for, as PostgreSQL's own clients
//! understand them.
//!
//! | sslmode | encrypted | the server's certificate |
//! |---|---|---|
//! | `disable` | no | – |
//! | `prefer` (unless told) | when the server offers it | not checked |
//! | `require` | always | not checked; with `sslrootcert` as `verify-ca` |
//! | `verify-ca` | always | signed by somebody trusted |
//! | `verify-full` | always | signed by somebody trusted, and made for this host |
//!
//! Trusted are the certificates of the file `sslrootcert`, or else those of the system.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::DbError;

/// How much of the server is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    Nothing,
    Signer,
    SignerAndName,
}

/// An address read: how to connect, and what makes the connection safe.
pub(super) struct Address {
    pub(super) config: Config,
    pub(super) tls: MakeRustlsConnect,
}

impl Address {
    /// Reads `postgres://…?sslmode=…&sslrootcert=…`.
    pub(super) fn read(text: &str) -> Result<Self, DbError> {
        let (rest, mode, root) = take_apart(text)?;
        let mut config: Config = rest.parse()?;
        let (wanted, check) = match mode.as_deref().unwrap_or("prefer") {
            "disable" => (SslMode::Disable, Check::Nothing),
            "allow" | "prefer" => (SslMode::Prefer, Check::Nothing),
            "require" if root.is_none() => (SslMode::Require, Check::Nothing),
            "require" | "verify-ca" => (SslMode::Require, Check::Signer),
            "verify-full" => (SslMode::Require, Check::SignerAndName),
            _ => return Err(DbError::Unsupported("sslmode is disable, prefer, require, verify-ca or verify-full")),
        };
        config.ssl_mode(wanted);
        Ok(Self { config, tls: MakeRustlsConnect::new(client(check, root.as_deref())?) })
    }
}

/// The address without what its parser does not know, `sslmode`, `sslrootcert`.
fn take_apart(text: &str) -> Result<(String, Option<String>, Option<String>), DbError> {
    let Some((place, query)) = text.split_once('?') else { return Ok((text.to_owned(), None, None)) };
    let (mut mode, mut root, mut kept) = (None, None, Vec::new());
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value.to_owned()),
            Some(("sslrootcert", value)) => root = Some(decoded(value)?),
            _ => kept.push(pair),
        }
    }
    let joint = if kept.is_empty() { "" } else { "?" };
    // The system's certificates are what is trusted anyway without a file.
    Ok((format!("{place}{joint}{}", kept.join("&")), mode, root.filter(|root| root != "system")))
}

/// `%2F` becomes `/`.
fn decoded(value: &str) -> Result<String, DbError> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'%'
            && let Some((hex, after)) = rest.split_at_checked(2)
            && let Some(byte) = std::str::from_utf8(hex).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).map_err(|_| DbError::Unsupported("sslrootcert is not UTF-8"))
}

fn client(check: Check, root: Option<&str>) -> Result<ClientConfig, DbError> {
    let provider = Arc::new(ring::default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = match check {
        Check::Nothing => Arc::new(Lenient { roots: None, provider: Arc::clone(&provider) }),
        Check::Signer => Arc::new(Lenient { roots: Some(trusted(root)?), provider: Arc::clone(&provider) }),
        Check::SignerAndName => {
            let roots = Arc::new(trusted(root)?);
            let building = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
            building.map_err(|error| DbError::Driver(Arc::new(error)))?
        }
    };
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| DbError::Driver(Arc::new(error)))?;
    Ok(versions.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// The certificates of a file, or of the system.
fn trusted(root: Option<&str>) -> Result<RootCertStore, DbError> {
    let mut store = RootCertStore::empty();
    match root {
        Some(path) => {
            let unreadable = |error: rustls::pki_types::pem::Error| DbError::Driver(Arc::new(error));
            for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
                let added = store.add(certificate.map_err(unreadable)?);
                added.map_err(|error| DbError::Driver(Arc::new(error)))?;
            }
        }
        None => {
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if store.is_empty() {
        Err(DbError::Unsupported("no certificate to trust: name a file with sslrootcert"))
    } else {
        Ok(store)
    }
}

/// Takes any certificate, or any that is signed by somebody trusted, whatever host it was made for. The handshake
/// itself is always checked.
#[derive(Debug)]
struct Lenient {
    roots: Option<RootCertStore>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if let Some(roots) = &self.roots {
            let parsed = ParsedCertificate::try_from(certificate)?;
            let known = self.provider.signature_verification_algorithms.all;
            rustls::client::verify_server_cert_signed_by_trust_anchor(&parsed, roots, between, now, known)?;
        }
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_address_says_how_safe_it_is_to_be() {
        let mode = |text: &str| Address::read(text).unwrap().config.get_ssl_mode();
        assert_eq!(mode("postgres://a@h/d"), SslMode::Prefer);
        assert_eq!(mode("postgres://a@h/d?sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("postgres://a@h/d?sslmode=require&connect_timeout=5"), SslMode::Require);
        assert!(Address::read("postgres://a@h/d?sslmode=sometimes").is_err());
        assert!(Address::read("postgres://a@h/d?sslmode=verify-full&sslrootcert=/no/such/file").is_err());
        let (rest, mode, root) =
            take_apart("postgres://a@h/d?options=-cx%3D1&sslmode=verify-ca&sslrootcert=%2Fa%20b").unwrap();
        assert_eq!(
            (rest.as_str(), mode.as_deref(), root.as_deref()),
            ("postgres://a@h/d?options=-cx%3D1", Some("verify-ca"), Some("/a b"))
        );
    }
}
