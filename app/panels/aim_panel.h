// SPDX-License-Identifier: MIT
// What a zone aims at beyond its technique: the layer, the area, what it gets and with which head;
// and what its doses come to.
#pragma once

#include "panels/form.h"
#include "shell/planner.h"

namespace panels {

void mixture_line(const session::Zone& zone,
                  const session::ClinicFacts& facts,
                  const Form& form,
                  Commands& commands);
/// Layer, area, mixture, its dose per cm2, and the head.
void aim_lines(const session::Zone& zone,
               const session::ClinicFacts& facts,
               Form& form,
               Commands& commands);

/// The doses of the zone in the plan, and the checks on them. `plan` may be null.
void dose_lines(const session::Zone& zone, const shell::Plan* plan, const Form& form);
void dose_check(const session::Check& check, const Form& form);

}  // namespace panels
