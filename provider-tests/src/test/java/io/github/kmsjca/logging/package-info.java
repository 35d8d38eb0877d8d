/** What the loggers below the provider write: no secret. */
package io.github.kmsjca.logging;
