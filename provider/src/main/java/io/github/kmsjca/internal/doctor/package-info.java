/** Says why something does not work, on the machine where it does not work. */
@NullMarked
package io.github.kmsjca.internal.doctor;

import org.jspecify.annotations.NullMarked;
