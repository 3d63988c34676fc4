//! Importers: a shop's real files, read, checked, written once and undoable.
