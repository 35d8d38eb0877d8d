/** Multi-Region keys while one of their Regions is lost. */
package io.github.kmsjca.region;
