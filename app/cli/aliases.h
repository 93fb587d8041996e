// SPDX-License-Identifier: MIT
// The practice's list of aliases: one small file a scan, in XDG_DATA_HOME/mesomap/aliases (else
// ~/.local/share). It is what leads from an alias back to the patient, so it stays at home; who
// deletes it makes pseudonymous exports anonymous, as far as the shape of the skin allows.
#pragma once

#include <optional>
#include <string>

namespace cli {

/// The alias of the person on that scan: random at the first time, the same ever after. `given` is
/// one that the person has from another scan. Throws base::Error for one that is none, or if the
/// scan has another already.
std::string alias_of(const std::string& scan_sha256, const std::optional<std::string>& given);

}  // namespace cli
