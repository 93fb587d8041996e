// SPDX-License-Identifier: MIT
// The back of the skin, where a scan is open.
#version 460
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 position;

invariant gl_Position;

void main()
{
    gl_Position = frame.clip_from_world * vec4(position, 1.0);
}
