mod bench;
mod disks;
mod flashing;
mod images;
mod made;
mod words;
