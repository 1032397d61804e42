//! For those who release packs: keys and signatures.

use std::{
    env,
    path::PathBuf,
    time::{SystemTime, UNIX_EPOCH},
};

use second_reader::detector::{Model, Pack};
use trust::{Password, Purpose, SigningKey, make_keys, signature_place};

use super::{
    super::{packs, problem::Problem, summary},
    install,
};

/// Holds the password of a secret key, for those who sign by a program.
const PASSWORD_VARIABLE: &str = "SECOND_READER_KEY_PASSWORD";

/// Sign a pack, or an image for `flash`, with the secret key of a release.
///
/// A pack is loaded first, self-test included; its signature is manifest.toml.minisig beside its manifest, which
/// holds the hashes of all other files. The password of the key is asked for, or taken from
/// SECOND_READER_KEY_PASSWORD.
#[derive(clap::Args)]
pub struct Arguments {
    /// The pack; with --image a disk image.
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    /// The secret key.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// It is a disk image.
    #[arg(long)]
    image: bool,
}

pub fn sign(arguments: &Arguments) -> Result<(), Problem> {
    let (file, purpose) = if arguments.image {
        (arguments.pack.clone(), Purpose::Image)
    } else {
        let folder = packs::Choice::default().find(&arguments.pack.to_string_lossy())?;
        let model = Model::load(&folder)?;
        install::version(model.info())?;
        let purpose = Purpose::Pack {
            name: model.info().name.clone(),
            version: model.info().version.clone(),
        };
        (Pack::manifest_place(&folder), purpose)
    };
    let password = env::var(PASSWORD_VARIABLE).map_or(Password::Ask, Password::Is);
    let key = SigningKey::load(&arguments.key, password)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    key.sign(&file, &purpose, now.unwrap_or_default().as_secs())?;
    summary::say(format_args!(
        "{}: signed as {}",
        signature_place(&file).display(),
        purpose.comment()
    ))
}

/// Make a key pair: a secret key that signs, for you alone, and a public key for the boards that are to trust it.
///
/// The password is asked for, or taken from SECOND_READER_KEY_PASSWORD. Keep the secret key off the boards and out
/// of repositories.
#[derive(clap::Args)]
pub struct Keygen {
    /// Where the secret key goes.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Where the public key goes: NAME.pub.
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
    /// Keep the secret key without a password: for tests.
    #[arg(long)]
    no_password: bool,
}

pub fn keygen(arguments: &Keygen) -> Result<(), Problem> {
    if arguments.public.extension().is_none_or(|e| e != "pub") {
        return Err(Problem::bad_input(
            format_args!(
                "{}: public keys are found by their ending",
                arguments.public.display()
            ),
            Some("call it NAME.pub"),
        ));
    }
    let password = match arguments.no_password {
        true => Password::None,
        false => env::var(PASSWORD_VARIABLE).map_or(Password::Ask, Password::Is),
    };
    make_keys(&arguments.key, &arguments.public, password)?;
    summary::say(format_args!(
        "secret key: {} (keep it to yourself)\npublic key: {} (copy it into {} of each board)",
        arguments.key.display(),
        arguments.public.display(),
        trust::KEYS_FOLDER
    ))
}
