// SPDX-License-Identifier: MIT
// Names that are unique in the world and the same for the same thing, made from its hash.
#pragma once

#include <string>

namespace exporters {

/// A UUID of version 8 (RFC 9562, of one's own making) from a name.
std::string uuid_of(const std::string& name);

/// The same as a DICOM UID: 2.25 and the UUID as one whole number (DICOM PS3.5, B.2).
std::string uid_of(const std::string& name);

}  // namespace exporters
