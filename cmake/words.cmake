# Writes a SPIR-V binary as comma-separated 32-bit words, ready to be included into an array.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "(..)(..)(..)(..)" "0x\\4\\3\\2\\1,\n" words "${hex}")
file(WRITE ${OUTPUT} "${words}")
