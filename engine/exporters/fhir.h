// SPDX-License-Identifier: MIT
// A session as an HL7 FHIR R5 bundle for record systems: a care plan with a request, a dose and a
// body structure for each zone, and the session map itself as a document. One resource for each
// zone, not for each point; the points are in the map.
//
// Everything is draft and planned, whatever the map says of approval: nothing says that it was
// done. The patient has no name: the id follows from the scan, so that the sessions of one scan are
// of one patient.
#pragma once

#include "session/session_map.h"

#include <string>
#include <string_view>

namespace exporters {

/// JSON. `text` is the map's, as it was read; the patient is identified by the alias, if any.
std::string fhir_of(const session::SessionMap& map,
                    std::string_view text,
                    const std::string& map_sha256,
                    const std::string& alias = {});

}  // namespace exporters
