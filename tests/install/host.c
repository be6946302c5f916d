/* A C host of an installed kenko. */
#include <kenko.h>
#include <stdio.h>

int main(void) {
  puts(kenko_version_text());
  return 0;
}
