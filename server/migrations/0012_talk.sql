-- Chats: open sockets ask several times a second which sessions were revoked just now.
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;
