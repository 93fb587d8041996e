// SPDX-License-Identifier: MIT
#version 460

layout(set = 0, binding = 0) uniform sampler2D letters;

layout(location = 0) in vec2 letter;
layout(location = 1) in vec4 ink;

layout(location = 0) out vec4 colour;

void main()
{
    colour = ink * texture(letters, letter);
}
