// SPDX-License-Identifier: MIT
// Writing the session map: where to, and what came of it.
#pragma once

#include "panels/form.h"

namespace panels {

struct ExportForm {
    std::string path = "session-map.json";
    bool with_csv = false;
    std::string result;  // a sentence
    bool failed = false;
};

/// True if the practitioner asks for the map now. `summary` says what it will hold; `ready` while
/// there is one to write.
bool export_panel(ExportForm& request, const std::string& summary, bool ready, const Form& form);

}  // namespace panels
