// SPDX-License-Identifier: MIT
// Which sampler places the points. All of them place the same ones.
#pragma once

#include "cli/options.h"
#include "sampling/sampler.h"

#include <memory>
#include <string>

namespace cli {

/// --device, for make_sampler.
void device_option(Options& options, std::string& device);

/// "auto", "gpu" or "cpu". Throws base::Error if the device is not there. Auto is the processor,
/// even beside a real GPU: so far only the software driver has been seen to give its points.
std::unique_ptr<sampling::Sampler> make_sampler(const std::string& device);

/// Tells the user, on stderr, if the GPU gave the last work to the processor.
void say_if_it_fell_back(const sampling::Sampler& sampler);

}  // namespace cli
