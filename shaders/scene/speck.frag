// SPDX-License-Identifier: MIT
#version 460

layout(location = 0) flat in vec3 tint;

layout(location = 0) out vec4 colour;

void main()
{
    colour = vec4(tint, 1.0);
}
