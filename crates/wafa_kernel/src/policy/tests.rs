#![allow(clippy::unwrap_used)]
use super::*;

fn user(role: Role) -> Actor {
    Actor::User { id: UserId::from_raw(1), role }
}

#[test]
fn roles_and_scopes_decide() {
    assert!(Policy::check::<action::WriteOrders>(&user(Role::Cashier)).is_ok());
    assert_eq!(Policy::check::<action::ManageTeam>(&user(Role::Marketer)).unwrap_err().action, "team.manage");
    let key = Actor::Key { id: ApiKeyId::from_raw(1), scopes: vec!["orders:write".into()] };
    assert!(Policy::check::<action::WriteOrders>(&key).is_ok());
    assert!(Policy::check::<action::ReadOrders>(&key).is_err());
    assert!(Policy::check::<action::ManageTeam>(&key).is_err(), "an action without a scope is closed to keys");
}

#[test]
fn the_owner_may_everything_and_names_are_unique() {
    let mut names = std::collections::HashSet::new();
    for (name, roles, _) in action::ALL {
        assert!(roles.contains(&Role::Owner), "{name}");
        assert!(names.insert(*name), "{name} twice");
    }
}

#[test]
fn read_only_changes_nothing() {
    for (name, roles, _) in action::ALL {
        if roles.contains(&Role::ReadOnly) {
            assert!(name.ends_with(".read") || *name == "account.use", "{name}");
        }
    }
}
