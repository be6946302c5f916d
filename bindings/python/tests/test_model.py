import pytest
from conftest import MODEL

import kenko


def test_what_a_model_says_of_itself(model):
    assert model.name == "small"
    assert len(model.hash) == 16
    assert model.customer_id_column == "account"
    assert model.valid_from_column is None
    assert model.customer_attributes == {
        "plan": "text",
        "mrr": "number",
        "strategic": "flag",
        "signed_on": "time",
    }
    assert model.activity_attributes == {"severity": "text"}
    assert model.clocks == 1  # the trend's
    assert model.warnings == []
    assert "small" in repr(model)


def test_the_same_text_has_the_same_hash(model):
    assert kenko.Model.parse(MODEL).hash == model.hash
    assert kenko.Model.parse(MODEL + "\n").hash != model.hash


def test_load_names_the_file(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("kenko: 1\nname: x\nbandz: 1\n")
    with pytest.raises(kenko.InvalidArgumentError, match=r"wrong.yaml:3:1: error: .*bands"):
        kenko.Model.load(path)
    with pytest.raises(FileNotFoundError):
        kenko.Model.load(tmp_path / "absent.yaml")


def test_an_error_says_where():
    with pytest.raises(kenko.InvalidArgumentError) as caught:
        kenko.Model.parse("kenko: 1\nname: x\nbandz: 1\nruless: []\n", "x.yaml")
    error = caught.value
    assert isinstance(error, ValueError) and isinstance(error, kenko.Error)
    assert (error.code, error.file, error.line, error.file_column) == (3, "x.yaml", 3, 1)
    assert (error.table, error.row, error.column) == (None, None, None)
    assert [one.line for one in error.diagnostics] == [3, 4]
    assert str(error.diagnostics[0]).startswith("x.yaml:3:1: error: ")


def test_check_returns_errors_and_warnings():
    assert kenko.check(MODEL) == []
    found = kenko.check("kenko: 1\nname: x\nmeasures: {unused: {count: a}}\nbandz: 1\n", "x.yaml")
    assert {one.severity for one in found} >= {"error"}
    warned = kenko.check(MODEL.replace("measures:", "measures:\n  unused: {count: a}"))
    assert [one.severity for one in warned] == ["warning"]
    assert "unused" in warned[0].message


def test_bytes_and_bad_utf8():
    assert kenko.Model.parse(MODEL.encode()).name == "small"
    with pytest.raises(kenko.InvalidArgumentError):
        kenko.Model.parse(MODEL.encode() + b"# \xff\n")


def test_output_tables():
    assert kenko.output_tables() == (
        *("health", "measures", "explain", "milestones", "worklist", "levers"),
        *("tier_plan", "tier_load", "summary", "diagnostics"),
    )
