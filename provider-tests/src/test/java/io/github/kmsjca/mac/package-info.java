/** Macs with KMS keys, through the public JCA API. */
package io.github.kmsjca.mac;
