//! What a machine tells of itself, and which board is for it.

use std::{fs, path::Path};

use super::ProbePart;

/// A machine, as its files below /proc and /sys tell it. What it does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Model of the device tree.
    pub model: String,
    /// Names of the device tree's `compatible`.
    pub compatible: Vec<String>,
    /// Serial number of the device tree, or of DMI's board where this user may read it.
    pub serial: String,
    /// Maker and product, by DMI.
    pub dmi: String,
    /// Processor.
    pub arch: String,
    /// USB devices, `vendor:product`.
    pub usb: Vec<String>,
    /// Names of video devices and of the chips before them.
    pub video: Vec<String>,
}

/// Whether what is wanted fits what is found.
type Fits = fn(&str, &str) -> bool;

/// How a key of `[probe]` fits a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// The key.
    pub key: &'static str,
    /// What the file asks for.
    pub wanted: String,
    /// What the machine has, where it fits.
    pub found: Option<String>,
}

impl Machine {
    /// Looks at the machine whose root folder that is.
    #[must_use]
    pub fn look(root: &Path) -> Self {
        let of_tree = |name: &str| {
            let places = ["proc/device-tree", "sys/firmware/devicetree/base"];
            let texts = places
                .iter()
                .map(|place| strings(&root.join(place).join(name)));
            texts
                .into_iter()
                .find(|texts| !texts.is_empty())
                .unwrap_or_default()
        };
        let line = |path: &str| strings(&root.join(path)).pop().unwrap_or_default();
        let dmi = [
            line("sys/class/dmi/id/sys_vendor"),
            line("sys/class/dmi/id/product_name"),
        ]
        .join(" ");
        let arch = line("proc/sys/kernel/arch");
        let serial = of_tree("serial-number").pop().unwrap_or_default();
        let usb = |folder: &Path| {
            let id = |name: &str| strings(&folder.join(name)).pop();
            Some(format!("{}:{}", id("idVendor")?, id("idProduct")?))
        };
        Self {
            model: of_tree("model").pop().unwrap_or_default(),
            compatible: of_tree("compatible"),
            serial: match serial.is_empty() {
                true => line("sys/class/dmi/id/product_serial"),
                false => serial,
            },
            dmi: dmi.trim().to_owned(),
            arch: match (arch.is_empty(), root == Path::new("/")) {
                (true, true) => std::env::consts::ARCH.to_owned(),
                _ => arch,
            },
            usb: each(&root.join("sys/bus/usb/devices"), usb),
            video: each(&root.join("sys/class/video4linux"), |folder| {
                strings(&folder.join("name")).pop()
            }),
        }
    }
}

/// The texts of a file of the device tree, which end in NUL, or the lines of one of sysfs; at most 64 KiB of it.
fn strings(path: &Path) -> Vec<String> {
    let mut bytes = fs::read(path).unwrap_or_default();
    bytes.truncate(64 * 1024);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let parts = text.split(['\0', '\n']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What there is to say of each entry of a folder, in order, each once.
fn each(folder: &Path, of: impl Fn(&Path) -> Option<String>) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let mut found: Vec<_> = entries.filter_map(|entry| of(&entry.path())).collect();
    found.sort();
    found.dedup();
    found
}

impl ProbePart {
    /// Whether it says nothing: such a board is for no machine in particular.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How each key fits a machine.
    #[must_use]
    pub fn traits(&self, machine: &Machine) -> Vec<Trait> {
        let begins = |wanted: &str, found: &str| found.starts_with(wanted);
        let equals = |wanted: &str, found: &str| found == wanted;
        let usb = self
            .usb
            .as_ref()
            .map(|ids| ids.iter().map(|id| id.0.clone()).collect::<Vec<_>>());
        let one = |text: &String| vec![text.clone()];
        let keys: [(_, _, _, Fits); 6] = [
            ("model", &self.model, one(&machine.model), begins),
            (
                "compatible",
                &self.compatible,
                machine.compatible.clone(),
                equals,
            ),
            ("dmi", &self.dmi, one(&machine.dmi), begins),
            ("arch", &self.arch, one(&machine.arch), equals),
            ("usb", &usb, machine.usb.clone(), equals),
            ("video", &self.video, machine.video.clone(), begins),
        ];
        let mut traits = Vec::new();
        for (key, wanted, found, fits) in keys {
            if let Some(wanted) = wanted {
                let mut found = found.into_iter();
                traits.push(Trait {
                    key,
                    found: found.find(|found| wanted.iter().any(|wanted| fits(wanted, found))),
                    wanted: wanted.join(" or "),
                });
            }
        }
        traits
    }

    /// Whether it says something, and all of it fits.
    #[must_use]
    pub fn fits(&self, machine: &Machine) -> bool {
        !self.is_empty() && self.traits(machine).iter().all(|one| one.found.is_some())
    }
}
