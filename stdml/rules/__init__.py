"""Rules of drafting and structure, one a file, and the engine that runs them."""

from stdml.rules.base import Context, Rule, RuleOptions
from stdml.rules.engine import check
from stdml.rules.profiles import Profile, for_document, load_profile, profile_names
from stdml.rules.scan import all_rules, get_rule

__all__ = [
    "Context", "Profile", "Rule", "RuleOptions", "all_rules", "check", "for_document", "get_rule",
    "load_profile", "profile_names",
]  # fmt: skip
