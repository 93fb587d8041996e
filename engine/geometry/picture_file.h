// SPDX-License-Identifier: MIT
// Files of pictures, as they are kept with a patient's case.
#pragma once

#include <string>
#include <string_view>

namespace geometry {

/// The same PNG or JPEG with nothing but its pixels: cameras and programs write place, time, names
/// and smaller pictures beside them. Empty if it is neither.
std::string pixels_only(std::string_view picture_file);

/// Whether each part of a PNG, up to its end mark if it has one, ends inside the file.
bool is_whole_png(std::string_view file);

}  // namespace geometry
