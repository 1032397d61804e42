use std::time::Instant;

use doctor::Finding;
use second_reader::{
    board::Settings,
    detector::{Model, PackInfo},
};

use trust::Standing;

use crate::cli::packs;

/// Pictures that are timed, behind some that warm the caches.
const PICTURES: usize = 20;
const WARM_UP: usize = 3;
/// A result that is older is covered on the screen (docs/screens.md): a model that takes longer shows nothing.
const MS_MAX: f64 = 300.0;
/// A model that takes longer leaves less than half of that for capture, drawing and a busy moment.
const MS_WARN: f64 = 150.0;

/// Loads the board's pack as the service does, whose self-test has to give its golden outputs, says who vouches for it, and
/// times it.
pub fn model(settings: &Settings) -> (Vec<Finding>, Option<PackInfo>) {
    let pack = settings.pack.as_deref().unwrap_or(packs::DEFAULT_PACK);
    let mut model = match packs::Choice::default().over(settings).model(pack) {
        Ok(model) => model,
        Err(problem) => {
            let hint = problem.hint().unwrap_or("install the pack anew");
            return (
                vec![Finding::fail("model", problem.to_string(), hint)],
                None,
            );
        }
    };
    let info = model.info().clone();
    let golden = Finding::pass(
        "model",
        format!(
            "{} {} ({}): the self-test gives the golden outputs",
            info.name,
            info.version,
            info.short_hash()
        ),
    );
    let speed = match &mut model {
        Model::Detector(detector) => {
            let (width, height) = detector.input_size();
            // Grains, as a picture has: even grey could take another way through the arithmetic.
            let luma: Vec<u8> = (0..width * height)
                .map(|i| ((i * 2_654_435_761) >> 7) as u8)
                .collect();
            let mut times = Vec::with_capacity(PICTURES);
            let mut fault = None;
            for n in 0..WARM_UP + PICTURES {
                let start = Instant::now();
                if let Err(error) = detector.detect(&luma) {
                    fault = Some(error.to_string());
                    break;
                }
                if n >= WARM_UP {
                    times.push(start.elapsed().as_secs_f64() * 1000.0);
                }
            }
            match fault {
                Some(fault) => Finding::fail(
                    "speed",
                    fault,
                    "this is a fault of the pack: install it anew",
                ),
                None => speed(times),
            }
        }
        Model::Classifier(_) => {
            Finding::skipped("speed", "the pack names views and finds no structures")
        }
    };
    (vec![golden, signature(&info.standing), speed], Some(info))
}

/// Who vouches for the pack. One that nobody does, and that the board does not allow, was not loaded.
fn signature(standing: &Standing) -> Finding {
    if standing.is_verified() {
        return Finding::pass("signature", format!("the pack is {standing}"));
    }
    Finding::warn(
        "signature",
        format!("the pack is {standing}, and the screen says that the model is not verified"),
        "install a signed pack, with its public key in the folder of keys (docs/model-packs.md)",
    )
}

/// What the times say, milliseconds.
fn speed(mut times: Vec<f64>) -> Finding {
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    let found = format!("{median:.1} ms a frame, {worst:.1} ms at most");
    let hint =
        "use a smaller pack, such as `small`, in [model] pack; close what else runs on the board";
    if median > MS_MAX {
        let found = format!("{found}; results older than {MS_MAX} ms are not shown");
        return Finding::fail("speed", found, hint);
    }
    if median > MS_WARN {
        return Finding::warn("speed", found, hint);
    }
    Finding::pass("speed", found)
}

#[cfg(test)]
mod tests {
    use doctor::Status;

    use trust::Standing;

    use super::{signature, speed};

    #[test]
    fn a_pack_that_nobody_vouches_for_is_told() {
        let signed = Standing::Signed {
            key_id: "1A2B3C4D5E6F7081".to_owned(),
            comment: String::new(),
        };
        assert_eq!(signature(&signed).status, Status::Pass);
        assert_eq!(signature(&Standing::Unsigned).status, Status::Warn);
    }

    #[test]
    fn a_model_is_quick_enough_by_its_median() {
        let of = |ms: f64| speed(vec![ms, ms, 1_000.0, ms, ms]).status;
        assert_eq!(
            [20.0, 200.0, 400.0].map(of),
            [Status::Pass, Status::Warn, Status::Fail]
        );
    }
}
