/** The same plain JCA program without the provider, with it first, and with it last. */
package io.github.kmsjca.differential;
