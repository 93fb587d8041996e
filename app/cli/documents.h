// SPDX-License-Identifier: MIT
// The documents that subcommands read: requests and session maps. All functions throw base::Error
// with the file's name if it is not there or is no such document.
#pragma once

#include "session/request.h"
#include "session/series.h"
#include "session/session_map.h"

#include <filesystem>
#include <string>

namespace cli {

session::Request load_request(const std::filesystem::path& file);
/// The series of a request.
session::SeriesWish load_series(const std::filesystem::path& file);

/// A map as it stands, and the text that its seal is about.
struct MapFile {
    std::string text;
    session::SessionMap map;
};
MapFile load_map(const std::filesystem::path& file);

/// A map whose seal holds, and the signature of an approved one; throws base::Error for others.
MapFile load_sealed_map(const std::filesystem::path& file);

/// The 64 digits of its seal: what an audit log knows a map by.
std::string checksum_of(const session::SessionMap& map);

}  // namespace cli
