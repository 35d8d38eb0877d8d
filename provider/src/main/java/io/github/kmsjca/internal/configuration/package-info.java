/** Parses, validates and explains the settings. */
@NullMarked
package io.github.kmsjca.internal.configuration;

import org.jspecify.annotations.NullMarked;
