/** Envelope encryption through JCA, against the local KMS and the AWS Encryption SDK. */
package io.github.kmsjca.envelope;
