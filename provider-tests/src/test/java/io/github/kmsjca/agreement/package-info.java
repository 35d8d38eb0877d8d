/** KeyAgreement by KMS. */
package io.github.kmsjca.agreement;
