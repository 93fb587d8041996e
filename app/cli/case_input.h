// SPDX-License-Identifier: MIT
// Cases on the command line: a case file that is there, or a new one made from a scan.
#pragma once

#include "cli/options.h"
#include "geometry/scan.h"
#include "session/case_file.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cli {

/// Who opens a case, and what with.
struct CaseKeys {
    std::optional<std::filesystem::path> passphrase_file;
    std::string by;
};

/// --passphrase-file and --by.
void case_options(Options& options, CaseKeys& keys);

/// Asks for the passphrase at the terminal if the case has one and no file was given.
session::CaseAccess access_of(const CaseKeys& keys);

/// An open case and its scan, in millimetres.
struct OpenCase {
    session::CaseFile file;
    std::shared_ptr<const geometry::Scan> scan;
};

OpenCase open_case(const std::filesystem::path& file, const CaseKeys& keys = {});

/// The second half of open_case().
std::shared_ptr<const geometry::Scan> scan_in(const session::CaseFile& file);

/// How a case's file is made, once all is there: at once, or Interruption::whole.
using Making = std::function<void(const std::function<void()>&)>;

/// Makes the case's file, sealed if there is a passphrase's file. The scan is read first: one that
/// cannot be read makes no case.
OpenCase make_case(
    const std::filesystem::path& file,
    const std::filesystem::path& scan,
    std::optional<base::LengthUnit> unit,
    const CaseKeys& keys = {},
    const Making& making = [](const std::function<void()>& make) { make(); });

}  // namespace cli
