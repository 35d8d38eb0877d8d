/** ReEncrypt: bare ciphertexts of KMS on their way from key to key. */
package io.github.kmsjca.reencryption;
