"""Every file received, every figure it carried, every state of the lists: nothing in it is ever overwritten."""
