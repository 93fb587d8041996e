// SPDX-License-Identifier: MIT
#version 460

layout(location = 0) out vec4 colour;

void main()
{
    colour = vec4(0.235, 0.180, 0.165, 1.0);
}
