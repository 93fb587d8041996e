// SPDX-License-Identifier: MIT
// Our own sampler under the clock: the one place of the benchmark that calls it.
#pragma once

#include "geometry/mesh.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

enum class Processor { cpu, gpu };

struct RunSettings {
    double spacing_mm = 10;
    Processor processor = Processor::cpu;
    unsigned threads = 1;  // of the CPU's sampler
    int rounds = 1;        // the quickest counts
};

struct Run {
    std::string device;  // the GPU's name, or that the CPU had to help; empty for the CPU
    std::vector<glm::dvec3> points;
    double prepare_s = 0;            // of the skin: once per scan
    std::size_t prepared_bytes = 0;  // that the prepared skin keeps
    double wall_s = 0;               // of sampling on the prepared skin
    double cpu_s = 0;                // of all threads
    std::size_t memory_bytes = 0;    // the most that sampling needed above what there was before
};

/// The whole mesh is one zone.
Run run_our_sampler(const geometry::Mesh& mesh, const RunSettings& settings);

}  // namespace bench
