// SPDX-License-Identifier: MIT
// The formats that a session map leaves in: one line each in export_formats.cpp.
#pragma once

#include "session/session_map.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace cli {

struct ExportWish {
    const session::SessionMap& map;
    const std::string& text;  // the map's, sealed
    std::optional<std::filesystem::path> scan;
    std::filesystem::path out;
    std::string paper;                   // "a4" or "letter"
    std::string name = {};               // the patient's, for what goes to the patient
    bool with_texture = false;           // of the skin, there
    session::ScanIdentity scan_is = {};  // what the map was made of, whatever it says itself
    std::string alias = {};              // of a pseudonymous map; empty: it is the clinical one
};

struct ExportFormat {
    const char* name;
    const char* words;     // for the help
    const char* scan_for;  // why it needs the scan, a sentence; empty: it does not
    std::string (*bytes_of)(const ExportWish& wish);
};

std::span<const ExportFormat> export_formats();

/// The bytes of the file. Throws base::Error if the wish lacks what the format needs.
std::string exported(const ExportFormat& format, const ExportWish& wish);

}  // namespace cli
