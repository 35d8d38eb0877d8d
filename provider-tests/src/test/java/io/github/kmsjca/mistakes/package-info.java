/**
 * The mistakes that people make with this provider, and what they are told: what happened, with
 * which key, entry or file, and what to do, together in one exception or in one line of a log.
 */
package io.github.kmsjca.mistakes;
