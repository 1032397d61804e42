//! What the setup page shows as a QR code: versions and hashes as text.

use qrcodegen::{QrCode, QrCodeEcc};

/// The code of the last text, made anew where the text is another.
#[derive(Clone, Default)]
pub struct SetupCode {
    text: String,
    code: Option<QrCode>,
}

impl std::fmt::Debug for SetupCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetupCode")
            .field("text", &self.text)
            .finish_non_exhaustive()
    }
}

impl SetupCode {
    /// The code of a text; `None` where the text is too long for one.
    pub fn of(&mut self, text: &str) -> Option<&QrCode> {
        if self.code.is_none() || self.text != text {
            text.clone_into(&mut self.text);
            self.code = QrCode::encode_text(text, QrCodeEcc::Medium).ok();
        }
        self.code.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_code_and_one_that_is_too_long_has_none() {
        let mut code = SetupCode::default();
        let size = code.of("second-reader 0.1.0").map(QrCode::size);
        assert_eq!(size, code.of("second-reader 0.1.0").map(QrCode::size));
        assert!(size.is_some());
        assert!(code.of(&"x".repeat(9000)).is_none());
        assert!(format!("{code:?}").contains("text"));
    }
}
