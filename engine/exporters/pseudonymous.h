// SPDX-License-Identifier: MIT
// A map without whom it is about: the same places, depths and doses under an alias. What a person
// typed is left out, not searched for names: names of zones stay only if they are words of our own
// tables, mixtures are numbered, and products, batches, devices, reasons, sentences, the patient's
// facts, who approved it and the signature go. Days count from the first visit of the series, which
// is put on 2000-01-01 (as DICOM PS3.15 E.3.6, modified dates); a visit without earlier ones has
// none. The scan's hash, which whoever has the scan could find again, becomes the alias's.
//
// The shape of the skin stays, and a face can be known by its shape: a template has no shape.
#pragma once

#include "session/session_map.h"

#include <string_view>

namespace exporters {

/// A draft that keeps the promises of `map`, but for its scan's name.
session::SessionMap pseudonymous(session::SessionMap map, std::string_view alias);

}  // namespace exporters
