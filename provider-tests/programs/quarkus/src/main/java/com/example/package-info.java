/** A shop. */
@NullUnmarked
package com.example;

import org.jspecify.annotations.NullUnmarked;
