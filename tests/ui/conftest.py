"""A published data folder for the interface's tests, and clean caches between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from tests.ui.published import publish


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder with a snapshot; read only."""
    folder = tmp_path_factory.mktemp("published")
    publish(folder)
    return folder


@pytest.fixture
def published(published_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shared data folder, in force for one test."""
    monkeypatch.setenv("DATA_DIR", str(published_once))
    return published_once


@pytest.fixture
def sample(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped sample, loaded for real, in force for one test."""
    monkeypatch.setenv("DATA_DIR", str(sample_folder))
    return sample_folder


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own, in force."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def clean_caches() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()
