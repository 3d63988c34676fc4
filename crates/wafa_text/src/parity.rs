//! All languages say the same: every key, with the same placeables, and Arabic with all its plural forms.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use wafa_kernel::Language;

use crate::words::TEXTS;

const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What one message needs and where it stands.
#[derive(Debug, Default)]
struct Said {
    file: String,
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    /// Plural forms missing from a choice by number.
    missing_forms: BTreeSet<String>,
}

impl Said {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }
    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                self.missing_forms.extend(missing_forms(variants));
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }
    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                arguments.iter().for_each(|arguments| self.arguments(arguments));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.inline(argument));
        arguments.named.iter().for_each(|argument| self.inline(&argument.value));
    }
}

/// The forms a choice by number lacks; nothing for a choice by word, such as a gender.
fn missing_forms(variants: &[Variant<&str>]) -> Vec<String> {
    let mut forms = BTreeSet::new();
    let mut counts = false;
    for variant in variants {
        match &variant.key {
            VariantKey::NumberLiteral { .. } => counts = true,
            VariantKey::Identifier { name } if PLURALS.contains(name) => {
                counts |= *name != "other";
                forms.insert(*name);
            }
            VariantKey::Identifier { .. } => return Vec::new(),
        }
    }
    let missing = PLURALS.iter().filter(|form| counts && !forms.contains(*form));
    missing.map(|form| (*form).to_owned()).collect()
}

/// All keys of one language; what is wrong inside the files goes to `faults`.
fn read<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    tag: &str,
    faults: &mut Vec<String>,
) -> BTreeMap<String, Said> {
    let mut all: BTreeMap<String, Said> = BTreeMap::new();
    for (file, content) in texts {
        let resource = fluent_syntax::parser::parse(content).unwrap_or_else(|(partial, errors)| {
            faults.extend(errors.iter().map(|error| {
                let line = content[..error.pos.start].lines().count().max(1);
                format!("{tag}/{file}:{line}: cannot be parsed: {error}")
            }));
            partial
        });
        let mut add = |key: String, patterns: Vec<&Pattern<&str>>| {
            let mut said = Said { file: file.to_owned(), ..Said::default() };
            patterns.iter().for_each(|pattern| said.pattern(pattern));
            if let Some(first) = all.insert(key.clone(), said) {
                faults.push(format!("{tag}/{file}: {key}: already in {}", first.file));
            }
        };
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    add(message.id.name.to_owned(), message.value.iter().collect());
                    for attribute in &message.attributes {
                        add(format!("{}.{}", message.id.name, attribute.id.name), vec![&attribute.value]);
                    }
                }
                Entry::Term(term) => add(format!("-{}", term.id.name), vec![&term.value]),
                Entry::Junk { .. } | Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    all
}

fn faults(texts: &[(&str, &str, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    let languages = Language::ALL.map(|language| {
        let tag = language.tag();
        let own = texts.iter().filter(|(of, _, _)| *of == tag).map(|(_, file, content)| (*file, *content));
        (tag, read(own, tag, &mut faults))
    });
    // Terms belong to a language; messages belong to all.
    let keys: BTreeSet<&String> =
        languages.iter().flat_map(|(_, said)| said.keys()).filter(|key| !key.starts_with('-')).collect();
    for key in keys {
        let found: Vec<(&str, &Said)> =
            languages.iter().filter_map(|(tag, said)| Some((*tag, said.get(key)?))).collect();
        let (first_tag, first) = found[0];
        for (tag, said) in &languages {
            match said.get(key) {
                None => faults.push(format!("{tag}: {key}: missing (it is in {first_tag}/{})", first.file)),
                Some(own) if own.variables != first.variables => faults.push(format!(
                    "{tag}/{}: {key}: placeables {:?}, but {first_tag} has {:?}",
                    own.file, own.variables, first.variables
                )),
                Some(_) => {}
            }
        }
    }
    for (tag, said) in &languages {
        for (key, own) in said {
            if *tag == "ar" && !own.missing_forms.is_empty() {
                faults.push(format!("ar/{}: {key}: plural forms missing: {:?}", own.file, own.missing_forms));
            }
            let broken = own.references.iter().filter(|reference| !said.contains_key(*reference));
            faults.extend(
                broken.map(|reference| format!("{tag}/{}: {key}: refers to {reference}, which is not there", own.file)),
            );
        }
    }
    faults
}

#[test]
fn all_languages_say_the_same() {
    let faults = faults(TEXTS);
    assert!(faults.is_empty(), "{} faults in locales/:\n{}", faults.len(), faults.join("\n"));
    assert!(TEXTS.len() >= 3, "no texts are embedded");
}

#[test]
fn every_kind_of_fault_is_named() {
    let texts = [
        ("fa", "a.ftl", "kept = { $n } سفارش\nonly-fa = متن\n"),
        ("ar", "a.ftl", "kept = { $n ->\n    [one] طلب\n   *[other] { $n } طلب\n}\n"),
        ("en", "a.ftl", "kept = { $count } orders of { -brand }\nbroken = { $\n"),
        ("en", "b.ftl", "kept = again { $n }\n"),
    ];
    let found = faults(&texts).join("\n");
    for expected in [
        "ar: only-fa: missing",
        "en: only-fa: missing",
        "ar/a.ftl: kept: plural forms missing",
        "en/a.ftl:2: cannot be parsed",
        "en/b.ftl: kept: already in a.ftl",
    ] {
        assert!(found.contains(expected), "{expected} is not among:\n{found}");
    }
    let other = faults(&[
        ("fa", "a.ftl", "k = { $a }"),
        ("ar", "a.ftl", "k = { $b }"),
        ("en", "a.ftl", "k = { $a } { -brand }"),
    ]);
    assert!(other.iter().any(|fault| fault.starts_with("ar/a.ftl: k: placeables")), "{other:?}");
    assert!(other.iter().any(|fault| fault.contains("refers to -brand")), "{other:?}");
}

#[test]
fn a_choice_by_word_needs_no_plural_forms() {
    let gender = "k = { $gender ->\n    [female] عميلة\n   *[other] عميل\n}";
    let found = faults(&[("fa", "a", "k = { $gender }"), ("ar", "a", gender), ("en", "a", "k = { $gender }")]);
    assert_eq!(found, Vec::<String>::new());
}
