// SPDX-License-Identifier: MIT
// Where a film goes: a folder of PNG frames, or an MP4 or GIF that ffmpeg makes of them.
#pragma once

#include "render/picture.h"

#include <filesystem>
#include <functional>

namespace cli {

inline constexpr unsigned frames_per_second = 24;

/// Throws base::Error if `out` is taken, or needs an ffmpeg that is not there: before the frames
/// are made.
void check_film_can_be_written(const std::filesystem::path& out);

/// Makes the frames one after the other and writes them beside `out`, which then is whole or not
/// there.
void write_film(const std::filesystem::path& out,
                unsigned frames,
                const std::function<render::Picture(unsigned)>& frame);

}  // namespace cli
